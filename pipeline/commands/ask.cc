#include "pipeline/commands/ask.h"

#include "corpus/output_file.h"
#include "pipeline/log.h"

namespace ofsight {

void AskArguments::declare(Options& options) {
  options.value(
      "--release", "DIR", release,
      "The release to ask, or a folder of releases, for the newest; 'release' unless given");
  options.choice("--format", kAnswerFormats, format, "How the answer is written");
  options.flag("--evidence", evidence,
               "Add the page, place and words that every value was read from");
}

int print_text(const Expected<std::string>& text) {
  if (!text) {
    Log::error(text.error().message);
    return text.error().code == ErrorCode::kUsage ? kUsage : kFailed;
  }
  auto output = OutputFile::create("-");
  Expected<void> state = output ? output->write(*text) : tl::unexpected(output.error());
  if (state) state = output->commit();
  if (state) return kDone;
  Log::error(state.error().message);
  return kFailed;
}

int print_answer(const Expected<Answer>& answer, const AskArguments& arguments) {
  if (!answer) return print_text(tl::unexpected(answer.error()));
  const auto format = answer_format(arguments.format);
  if (!format) return print_text(tl::unexpected(format.error()));
  return print_text(render(*answer, *format, standard_screen()));
}

}  // namespace ofsight
