#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

// Dates are YYYY-MM-DD and periods half-open: `from` is the first day, `to` the first day after.
// Empty means open on that side.
struct CouncilCode {
  std::string gss_code;
  std::string la_code;
  std::string from;
  std::string to;
};

// A council as councils.json describes it; members are its keys.
struct Council {
  std::string name;      // the display name of the contract, e.g. "Bristol"
  std::string urn;       // Ofsted's number; empty when unknown, as for every former council
  std::string la_code;   // DfE, three digits
  std::string gss_code;  // the latest one; gss_code_on() knows the earlier
  std::string region;
  std::string region_code;
  std::string type;
  std::vector<std::string> statistical_neighbours;  // la_codes, nearest first
  std::vector<std::string> names;                   // other whole names reports use
  std::vector<CouncilCode> codes;                   // in order of time; empty when never changed
  std::string from;
  std::string to;
  bool former = false;
  std::vector<std::string> successors;  // urns; former councils only
};

// Where a text names a council. Offsets are bytes of the text, half-open, and include what
// decorates the name ("London Borough of", "City Council") but not a possessive 's.
struct CouncilMention {
  const Council* council;
  std::size_t begin;
  std::size_t end;
  bool decorated;
};

// The GSS code in force on a date. An empty date gives the latest code; a date outside the
// council's life gives its first or last one, because the code still identifies the council.
std::string_view gss_code_on(const Council& council, std::string_view iso_date);

// The register of councils, immutable once read. All const members may be called from any thread.
// Copies share the data, so a Council pointer lives as long as any copy of its register.
//
// Names are compared after folding: ASCII letters without case, "&" as "and", apostrophes dropped,
// and spaces, hyphens, dashes and other punctuation all alike. Letters beyond ASCII are kept as
// they are, since no council's name has one.
//
// One name can mean two councils over time: "Dorset" is a county council until 2019-04-01 and
// another council since. The date decides between such namesakes and nothing else. Without a date
// the current council wins; a name only a former council has ("Cumbria") finds it on any date.
class CouncilRegister {
 public:
  // Reads the text of councils.json, schemas/councils.schema.json. kInvalidData if a key is missing
  // or of the wrong type, if two councils share a code, or a name at one time.
  static Expected<CouncilRegister> from_json(std::string_view json);

  // Current councils by name, then former ones by name.
  const std::vector<Council>& councils() const;

  // The council with this whole name, decorated or not; nullptr if there is none.
  const Council* find(std::string_view name) const { return find(name, {}); }
  const Council* find(std::string_view name, std::string_view iso_date) const;

  const Council* find_by_urn(std::string_view urn) const;
  const Council* find_by_la_code(std::string_view la_code) const;

  // Every council named in running text, in order and without overlap, the longest name winning.
  // Names match at word boundaries, over line breaks, and only in capitals as in the register, so
  // "reading" is not Reading. Not reported: other places and bodies that councils.json lists
  // ("Greater Manchester", "Kent Police"). It does not judge the sentence: a surname Kent, or
  // Reading at the start of a sentence, is a mention. Time is linear in the text.
  std::vector<CouncilMention> mentions(std::string_view text) const { return mentions(text, {}); }
  std::vector<CouncilMention> mentions(std::string_view text, std::string_view iso_date) const;

 private:
  struct Index;
  explicit CouncilRegister(std::shared_ptr<const Index> index) : index_(std::move(index)) {}

  std::shared_ptr<const Index> index_;
};

}  // namespace ofsight
