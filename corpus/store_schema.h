#pragma once

#include <span>

#include "corpus/database.h"

namespace ofsight {

// The tables of corpus.sqlite, step by step.
std::span<const Migration> store_migrations();

}  // namespace ofsight
