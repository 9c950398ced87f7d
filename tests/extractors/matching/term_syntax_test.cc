#include "extractors/matching/term_syntax.h"

#include <gtest/gtest.h>

#include <string>

namespace ofsight {
namespace {

// As read, with brackets for sequences, bars between alternatives and ~ for what is not known.
std::string shown(const TermNode& node) {
  std::string all;
  switch (node.kind) {
    case TermNode::Kind::kText: return node.text;
    case TermNode::Kind::kAnything: return "~";
    case TermNode::Kind::kRepeated:
      return shown(node.parts.front()) + (node.may_be_missing ? "?" : "") +
             (node.is_unlimited ? "+" : "");
    case TermNode::Kind::kSequence:
      for (const TermNode& part : node.parts) all += shown(part);
      return "(" + all + ")";
    case TermNode::Kind::kAlternatives:
      for (const TermNode& part : node.parts) all += (all.empty() ? "" : "|") + shown(part);
      return all;
  }
  return all;
}

std::string parsed(std::string_view term) {
  const auto node = parse_term(term);
  return node ? shown(*node) : "unknown";
}

std::string mirror(std::string_view term) { return shown(mirrored(*parse_term(term))); }

TEST(TermSyntax, IsReadAsRe2ReadsIt) {
  EXPECT_EQ(parsed("Plan"), "(plan)");
  EXPECT_EQ(parsed("plans?|aims"), "(plans?)|(aims)");
  EXPECT_EQ(parsed("a(?: b| c)* d+"), "(a( b)|( c)?+ d+)");
  EXPECT_EQ(parsed("a{0,2}b{2}c??"), "(a?+b+c?+)");
  EXPECT_EQ(parsed("[xy]a.[a-z]\\s\\.[-z]"), "(x|ya~~~.-|z)");
  EXPECT_EQ(parsed("[8-9]"), "(~)") << "only all digits are spelt out";
}

TEST(TermSyntax, IsUnknownWhereTermsDoNotUseIt) {
  for (const char* term : {"(?P<x>a)", "(?:a", "a)", "[a", "é", "[[:alpha:]]", "a\\b", "a$", "*a"})
    EXPECT_EQ(parsed(term), "unknown") << term;
}

TEST(TermSyntax, MirrorsWhatStandsInOrder) {
  EXPECT_EQ(mirror("ab(?:cd|e)?"), "((dc)|(e)?ba)");
  EXPECT_EQ(shown(mirrored(mirrored(*parse_term("(?:no|little) [a-z]+ of’s")))),
            parsed("(?:no|little) [a-z]+ of’s"));
}

TEST(TermSyntax, CountsTheSpacesThatAMatchMayHave) {
  const auto spaces = [](std::string_view term) { return max_spaces(*parse_term(term)); };
  EXPECT_EQ(spaces("a b|a b c|d"), 2u);
  EXPECT_EQ(spaces("a(?: [a-z’-]+){0,3} b"), 4u);
  EXPECT_EQ(spaces("a(?: b){2}c?"), 2u);
  EXPECT_EQ(spaces("a.{3}[^x]"), 4u);
  EXPECT_EQ(spaces("a[ -]b\\S\\w"), 1u);
  for (const char* term : {"a.*", "a(?: b)+", "a[a-z ]+", "a(?: b){2,}", "a\\s*"})
    EXPECT_EQ(spaces(term), kNoLimit) << term;
}

}  // namespace
}  // namespace ofsight
