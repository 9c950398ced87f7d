#include "corpus/store_schema.h"

#include <array>

namespace ofsight {
namespace {

constexpr std::string_view kFirst = R"sql(
-- A run of fetch.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  site TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT 'killed',
  message TEXT NOT NULL DEFAULT '',
  councils INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  reports INTEGER NOT NULL DEFAULT 0,
  new_reports INTEGER NOT NULL DEFAULT 0,
  unknown_kinds INTEGER NOT NULL DEFAULT 0,
  downloaded INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Pages as last read.
CREATE TABLE page (
  url TEXT PRIMARY KEY,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  records TEXT NOT NULL,
  read_at TEXT NOT NULL
) STRICT;

-- Their bytes, by digest; as many as there are files would take longer to write than to fetch.
CREATE TABLE page_bytes (
  sha256 TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE council (
  urn TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  last_run INTEGER NOT NULL REFERENCES run (id),
  delisted_at TEXT NOT NULL DEFAULT ''
) STRICT;

-- A report file of the site, by the site's number for it.
CREATE TABLE file (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  published TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'held', 'recheck', 'gone', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  tried_at TEXT NOT NULL DEFAULT '',
  next_try TEXT NOT NULL DEFAULT '',
  status INTEGER,
  failure TEXT NOT NULL DEFAULT '',
  partial_etag TEXT NOT NULL DEFAULT '',
  partial_last_modified TEXT NOT NULL DEFAULT '',
  partial_bytes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every link that a council's page ever showed.
CREATE TABLE listing (
  id INTEGER PRIMARY KEY,
  urn TEXT NOT NULL REFERENCES council (urn),
  file_id TEXT NOT NULL REFERENCES file (id),
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  label TEXT NOT NULL,
  published TEXT NOT NULL,
  inspected TEXT NOT NULL,
  kind TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  last_run INTEGER NOT NULL REFERENCES run (id),
  delisted_at TEXT NOT NULL DEFAULT '',
  UNIQUE (urn, file_id, url, title, label, published, inspected)
) STRICT;
CREATE INDEX listing_by_file ON listing (file_id);

-- Bytes held; they are in files/.
CREATE TABLE document (
  sha256 TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

-- Which bytes came for a file: more than one row if they changed.
CREATE TABLE retrieval (
  id INTEGER PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES file (id),
  sha256 TEXT NOT NULL REFERENCES document (sha256),
  url TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  retrieved_at TEXT NOT NULL,
  UNIQUE (file_id, sha256)
) STRICT;
CREATE INDEX retrieval_by_document ON retrieval (sha256);

-- Files of the user's own.
CREATE TABLE local_file (
  sha256 TEXT NOT NULL REFERENCES document (sha256),
  path TEXT NOT NULL,
  urn TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  published TEXT NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (sha256, path)
) STRICT;
)sql";

constexpr std::array kMigrations = {Migration{1, kFirst}};

}  // namespace

std::span<const Migration> store_migrations() { return kMigrations; }

}  // namespace ofsight
