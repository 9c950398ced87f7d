#include <gtest/gtest.h>

#include "pipeline/fetch/page_text.h"
#include "pipeline/fetch/provider_page.h"
#include "pipeline/fetch/search_page.h"
#include "pipeline/fetch/site_rules.h"

namespace ofsight {
namespace {

const SiteRules& rules() {
  static const SiteRules built_in = SiteRules::built_in().value();
  return built_in;
}

const Url kPage = parse_url("https://reports.example.org/provider/44/80429").value();

ProviderPage provider(const std::string& html, const std::string& urn = "80429") {
  return read_provider_page("<div class='title-block__subheading'>URN: 80429</div>" + html, kPage,
                            urn, rules())
      .value();
}

TEST(SearchPage, ReadsResultsAndTheirNumber) {
  const auto page = read_search_page(
      "<strong class=\"results-count js-results-count\"> 1,153 </strong>"
      "<h3><a href=\"/provider/44/80429\"> Birmingham\r\n City&nbsp;Council </a></h3>"
      "<h3><a href='/provider/44/2532283'>Dorset</a></h3><a href='/provider/44/80429'>again</a>"
      "<a href='/provider/44/'>none</a><a href='/provider/44/a%2Fb'>none</a><a "
      "href='/other/provider/44/1'>none</a>",
      kPage, rules());
  ASSERT_TRUE(page);
  EXPECT_EQ(page->total, 1153);
  ASSERT_EQ(page->councils.size(), 2u);
  EXPECT_EQ(page->councils[0].urn, "80429");
  EXPECT_EQ(page->councils[0].name, "Birmingham City Council");
  EXPECT_EQ(page->councils[0].url, "https://reports.example.org/provider/44/80429");
  EXPECT_EQ(page->councils[1].urn, "2532283");
  EXPECT_EQ(read_search_page("", kPage, rules())->total, std::nullopt);
  EXPECT_EQ(read_search_page("<b class=results-count>many</b>", kPage, rules())->total,
            std::nullopt);
  EXPECT_EQ(read_search_page("<b class=results-count>99999999999</b>", kPage, rules())->total,
            std::nullopt);
}

TEST(ProviderPage, ReadsALinkOfTheOlderLayout) {
  const auto page = provider(
      "<li class=\"timeline__day\"><div class=\"event\"><p class=\"timeline__date\"><time>07 June "
      "2023</time></p>"
      "<span class=\"event__title heading--sub\"><a class=\"publication-link\" target=\"_blank\" "
      "href=\"https://files.example.org/v1/file/50224032\">\r\n  Children&#039;s services "
      "inspection      "
      "<span class=\"nonvisual\">Children&#039;s services inspection,  PDF - 21 July "
      "2023</span></a>"
      "<div class=\"event__metadata\">Published <time pubdate>22 July "
      "2023</time></div></span></div></li>");
  ASSERT_EQ(page.listings.size(), 1u);
  const Listing& listing = page.listings[0];
  EXPECT_EQ(listing.file_id, "50224032");
  EXPECT_EQ(listing.url, "https://files.example.org/v1/file/50224032");
  EXPECT_EQ(listing.title, "Children's services inspection");
  EXPECT_EQ(listing.label, "Children's services inspection,  PDF - 21 July 2023");
  EXPECT_EQ(listing.kind, "inspection");
  EXPECT_EQ(listing.published, "2023-07-21");
  EXPECT_EQ(listing.inspected, "2023-06-07");
}

TEST(ProviderPage, ReadsALinkOfTheNewerLayoutAndWhatHasNoDate) {
  const auto page = provider(
      "<a class='publication-link' href='/v1/file/1'>Area SEND full inspection "
      "<strong>Good</strong>"
      "<time>15 July 2024</time><span class=filetype>PDF</span></a>"
      "<div class=event><a class='publication-link' href='/v1/file/2'>Letter<span "
      "class=nonvisual>Letter, PDF</span></a>"
      "<div><time pubdate>03 May 2022</time></div></div>"
      "<a class='publication-link' href='/v1/file/3'>Letter<span class=nonvisual>Letter, pdf - 31 "
      "June 2022</span></a>");
  ASSERT_EQ(page.listings.size(), 3u);
  EXPECT_EQ(page.listings[0].title, "Area SEND full inspection");
  EXPECT_EQ(page.listings[0].label, "");
  EXPECT_EQ(page.listings[0].published, "2024-07-15");
  EXPECT_EQ(page.listings[1].published, "2022-05-03");
  EXPECT_EQ(page.listings[1].kind, "");
  EXPECT_EQ(page.listings[2].published, "");
}

TEST(ProviderPage, LinksAreResolvedAndCountOnce) {
  const auto page = provider(
      "<a class='publication-link' href='/v1/file/1'>A</a><a class='publication-link' "
      "href='/v1/file/1'>A</a>"
      "<a class='publication-link' href='/v1/file/1'>B</a><a class='publication-link'>none</a>"
      "<a class='publication-link' href='file:///etc/passwd'>none</a>"
      "<a class='publication-link' "
      "href='https://files.example.org/provider/files/1/urn/2.pdf'>old</a>"
      "<a class='publication-link' href='/v1/file/..%2f..%2fx'>C</a><a href='/v1/file/9'>no "
      "report</a>");
  ASSERT_EQ(page.listings.size(), 4u);
  EXPECT_EQ(page.listings[1].title, "B");
  EXPECT_EQ(page.listings[2].file_id, "files.example.org/provider/files/1/urn/2.pdf");
  EXPECT_EQ(page.listings[3].file_id, "reports.example.org/v1/file/..%2f..%2fx");
  EXPECT_EQ(page.unreadable.size(), 2u);
}

TEST(ProviderPage, APageMustNameItsCouncilOrHaveLinks) {
  EXPECT_FALSE(read_provider_page("<h1>Report not found</h1>", kPage, "80429", rules()));
  EXPECT_FALSE(read_provider_page("<div class='title-block__subheading'>URN: 804291</div>", kPage,
                                  "80429", rules()));
  EXPECT_TRUE(read_provider_page("<link rel=canonical href='https://x/provider/44/80429'>", kPage,
                                 "80429", rules()));
  EXPECT_TRUE(read_provider_page("<a class=publication-link href='/v1/file/1'>x</a>", kPage,
                                 "80429", rules()));
  EXPECT_EQ(provider("").listings.size(), 0u);
}

TEST(DateOfLabel, IsTheDateAtItsEnd) {
  EXPECT_EQ(date_of_label("Joint area review - progress inspection,  pdf - 03 july 2009"),
            "2009-07-03");
  EXPECT_EQ(date_of_label("x, pdf - 09 may 2022"), "2022-05-09");
  EXPECT_EQ(date_of_label("x, pdf"), "");
  EXPECT_EQ(date_of_label("x - 31 June 2022"), "");
  EXPECT_EQ(date_of_label("x - 1 and 2 June 2022"), "");
  EXPECT_EQ(date_of_label("x - 1 June 2022 or so"), "");
}

TEST(SiteRules, TellKindsByWords) {
  EXPECT_EQ(rules().kind_of("CHILDREN\xE2\x80\x99S services  Focused-visit"), "focused_visit");
  EXPECT_EQ(rules().kind_of("Joint area child protection inspection"), "jtai");
  EXPECT_EQ(rules().kind_of("unfocused visits"), "");
  EXPECT_EQ(rules().kind_codes().size(), 6u);
}

TEST(SiteRules, MustBeAsTheSchemaSays) {
  EXPECT_FALSE(SiteRules::from_json("{}"));
  EXPECT_FALSE(SiteRules::from_json("no JSON"));
  EXPECT_EQ(rules().search.path_from(100),
            "/search?q=&location=&lat=&lon=&radius=&level_1_types=3&level_2_types%5B%5D=12&start="
            "100&rows=100");
}

TEST(IdInPath, FitsAForm) {
  EXPECT_EQ(id_in_path("/v1/file/{id}", "/v1/file/50224032"), "50224032");
  EXPECT_EQ(id_in_path("/provider/{type}/{id}", "/provider/44/EY480906"), "EY480906");
  for (const std::string path :
       {"/v1/file/", "/v1/file", "/v1/file/a/b", "/v1/file/a.b", "/v2/file/1", "/v1/file/..", ""})
    EXPECT_EQ(id_in_path("/v1/file/{id}", path), std::nullopt) << path;
  EXPECT_EQ(id_in_path("/v1/file/{id}", "/v1/file/" + std::string(65, '1')), std::nullopt);
}

TEST(PageText, SpacesAndCuts) {
  EXPECT_EQ(single_spaced(" \r\n a\xC2\xA0 \tb  "), "a b");
  EXPECT_EQ(single_spaced(""), "");
  EXPECT_EQ(trimmed_spaces("\xC2\xA0 a,  b \n"), "a,  b");
  EXPECT_EQ(trimmed_spaces(" \n"), "");
  EXPECT_EQ(at_most("caf\xC3\xA9s", 4), "caf");
  EXPECT_EQ(at_most("caf\xC3\xA9s", 5), "caf\xC3\xA9");
  EXPECT_EQ(at_most("abc", 9), "abc");
}

}  // namespace
}  // namespace ofsight
