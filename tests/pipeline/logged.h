#pragma once

#include <gtest/gtest.h>

#include <string>

#include "pipeline/log.h"

namespace ofsight {

// The log of this process, which can be opened only once.
inline void open_log() { [[maybe_unused]] static const bool opened = (Log::open(), true); }

// What is logged while `act` runs.
template <class Act>
std::string logged(Act act) {
  open_log();
  testing::internal::CaptureStderr();
  act();
  return testing::internal::GetCapturedStderr();
}

}  // namespace ofsight
