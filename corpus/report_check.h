#pragma once

#include <vector>

#include "corpus/json_schema.h"
#include "corpus/report.h"

namespace ofsight {

// What is wrong with a report that no schema can say: dates are days of the calendar and in order;
// every quote is as long as its span; pages and boxes fit each other and the source; no code is
// listed twice; the send_outcome, and only it, has an outcome for a grade. In the order of the
// JSON.
std::vector<SchemaProblem> check_report(const Report& report);

}  // namespace ofsight
