#include "pipeline/commands/store_access.h"

#include <unistd.h>

namespace ofsight {

Expected<Store> open_store_to_write(const std::string& path, const std::string& command,
                                    Clock& clock) {
  const std::string purpose = "'ofsight " + command + "', process " + std::to_string(::getpid()) +
                              ", since " + rfc3339(clock.now());
  auto store = Store::open(path, Store::Access::kWrite, purpose);
  if (!store) return store;
  if (auto sound = store->check_integrity(); !sound) return tl::unexpected(sound.error());
  return store;
}

}  // namespace ofsight
