#pragma once

namespace ofsight {

// From here on Ctrl-C and SIGTERM only ask the program to stop; a second one ends it at once.
void heed_stop_signals();
bool stop_requested();

}  // namespace ofsight
