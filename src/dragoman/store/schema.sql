-- The store, version 2. Keys are 64-bit hashes of what they name (keys.py), so that the same pages give the same rows in
-- whatever order they come. There are no unique indexes: one writer at a time checks before it adds, and an index over
-- millions of random keys would cost more memory than the tables that it guards.

CREATE TABLE meta (                -- of the file itself
  name VARCHAR NOT NULL,           -- format, version
  value VARCHAR NOT NULL
);
INSERT INTO meta VALUES ('format', 'dragoman/store'), ('version', '2');

-- What was read ------------------------------------------------------------------------------------------------------

CREATE TABLE pages (
  page UBIGINT NOT NULL,           -- of the source
  source VARCHAR NOT NULL          -- path or URL as given
);

CREATE TABLE revisions (
  revision UBIGINT NOT NULL,       -- of the source and the bytes
  page UBIGINT NOT NULL,
  number INTEGER NOT NULL,         -- 1 is the first text seen of the page
  latest BOOLEAN NOT NULL,         -- no newer text of the page is known
  bytes VARCHAR NOT NULL,          -- article.id: hash of the source bytes
  published DATE,
  title VARCHAR,
  agency VARCHAR,
  body VARCHAR NOT NULL,
  article VARCHAR NOT NULL         -- JSON of the article without its body
);

CREATE TABLE codings (
  coding UBIGINT NOT NULL,         -- of the revision and the coder
  revision UBIGINT NOT NULL,
  current BOOLEAN NOT NULL,        -- the newest coding of its revision; older ones are kept but count for nothing
  coder VARCHAR NOT NULL,          -- JSON
  record VARCHAR NOT NULL          -- JSON of the record without its article
);

CREATE TABLE entities (
  entity VARCHAR NOT NULL,
  coding UBIGINT NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  country VARCHAR,
  sectors VARCHAR[] NOT NULL,
  role VARCHAR,
  mentions INTEGER NOT NULL
);

CREATE TABLE reports (             -- one coded event of one coding
  report UBIGINT NOT NULL,         -- of the revision, the span and what is said: the same for every coder that says it
  coding UBIGINT NOT NULL,
  revision UBIGINT NOT NULL,
  number INTEGER NOT NULL,         -- place in the record's list of events
  current BOOLEAN NOT NULL,        -- as its coding
  type VARCHAR NOT NULL,
  mode VARCHAR,
  contexts VARCHAR[] NOT NULL,
  actors VARCHAR[] NOT NULL,
  recipients VARCHAR[] NOT NULL,
  auxiliary VARCHAR NOT NULL,
  start DATE,                      -- first and last day of the event's date
  "end" DATE,
  granularity VARCHAR,
  published DATE,                  -- of the revision, repeated here for merging
  place VARCHAR,
  country VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  quad UTINYINT NOT NULL,
  score DOUBLE NOT NULL,
  cameo VARCHAR NOT NULL,
  span_start INTEGER NOT NULL,     -- of the evidence in the body
  span_end INTEGER NOT NULL,
  evidence VARCHAR NOT NULL,
  gist VARCHAR NOT NULL,           -- content words of the sentence around it, for merging
  statement VARCHAR,
  confidence DOUBLE NOT NULL
);

CREATE TABLE statements (
  coding UBIGINT NOT NULL,
  statement VARCHAR NOT NULL,
  speaker VARCHAR,
  name VARCHAR,
  verb VARCHAR,
  direct BOOLEAN NOT NULL,
  audience VARCHAR[] NOT NULL,
  about VARCHAR[] NOT NULL,        -- powers that are addressed, or named in its sentence, the speaker's own apart
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text VARCHAR NOT NULL
);

-- The ledger: what each page says of what outlives it ------------------------------------------------------------------

CREATE TABLE agreement_mentions (  -- one agreement as one coding tells it
  mention UBIGINT NOT NULL,        -- of the revision and the place of the first mention: the same for every coder
  coding UBIGINT NOT NULL,
  revision UBIGINT NOT NULL,
  published DATE,                  -- of the revision and its page, repeated here for grouping
  source VARCHAR NOT NULL,
  agreement VARCHAR NOT NULL,      -- id on the page
  name VARCHAR NOT NULL,
  acronym VARCHAR,
  aliases VARCHAR[] NOT NULL,
  kind VARCHAR,
  subject VARCHAR,
  left_out VARCHAR[] NOT NULL,     -- words of its names that name powers
  parties VARCHAR[] NOT NULL,
  status VARCHAR,
  status_date VARCHAR,             -- ISO 8601 to its own grain, as the two below
  expires VARCHAR,
  review VARCHAR,
  steps STRUCT(status VARCHAR, date VARCHAR, report UBIGINT, start INTEGER, "end" INTEGER, text VARCHAR)[] NOT NULL,
  evidence STRUCT(start INTEGER, "end" INTEGER, text VARCHAR)[] NOT NULL
);

CREATE TABLE dispute_mentions (
  mention UBIGINT NOT NULL,
  coding UBIGINT NOT NULL,
  revision UBIGINT NOT NULL,
  published DATE,
  source VARCHAR NOT NULL,
  dispute VARCHAR NOT NULL,        -- id on the page
  issue VARCHAR NOT NULL,
  aliases VARCHAR[] NOT NULL,
  since VARCHAR,
  left_out VARCHAR[] NOT NULL,
  context VARCHAR[] NOT NULL,      -- stems of the sentences around it
  parties VARCHAR[] NOT NULL,
  acts UBIGINT[] NOT NULL,         -- reports of the page that are moves in it
  positions STRUCT(entity VARCHAR, claim VARCHAR, start INTEGER, "end" INTEGER)[] NOT NULL,
  evidence STRUCT(start INTEGER, "end" INTEGER, text VARCHAR)[] NOT NULL
);

CREATE TABLE pledge_mentions (
  mention UBIGINT NOT NULL,
  coding UBIGINT NOT NULL,
  revision UBIGINT NOT NULL,
  published DATE,
  source VARCHAR NOT NULL,
  pledge VARCHAR NOT NULL,         -- id on the page
  kind VARCHAR NOT NULL,
  "by" VARCHAR[] NOT NULL,
  "to" VARCHAR[] NOT NULL,
  what VARCHAR NOT NULL,
  left_out VARCHAR[] NOT NULL,
  action VARCHAR,                  -- type of the act that would keep it
  negated BOOLEAN NOT NULL,        -- a promise not to
  made DATE,                       -- the day of the promise; of the page where that is not known
  report UBIGINT,                  -- the report that makes it
  due_start DATE,
  due_end DATE,
  due_text VARCHAR,
  evidence STRUCT(start INTEGER, "end" INTEGER, text VARCHAR)[] NOT NULL
);

-- What is derived: made anew from the tables above by `Store.rebuild` ---------------------------------------------------

CREATE TABLE fingerprints (        -- sampled word runs of a body: pages that share them are copies of one another
  fingerprint UBIGINT NOT NULL,
  revision UBIGINT NOT NULL,
  published DATE
);

CREATE TABLE copies (              -- a page that repeats an earlier one, whole or trimmed
  revision UBIGINT NOT NULL,
  original UBIGINT NOT NULL        -- the earliest of those that it repeats
);

CREATE TABLE links (               -- two reports that may tell of one act
  story UBIGINT NOT NULL,          -- the least report of all that hang together by links
  a UBIGINT NOT NULL,
  b UBIGINT NOT NULL,
  strength DOUBLE NOT NULL
);

CREATE TABLE event_reports (
  event UBIGINT NOT NULL,
  report UBIGINT NOT NULL,
  story UBIGINT NOT NULL
);

CREATE TABLE events (
  event UBIGINT NOT NULL,          -- the key of its earliest report; every report's key leads to its event
  type VARCHAR NOT NULL,
  mode VARCHAR,
  contexts VARCHAR[] NOT NULL,
  actors VARCHAR[] NOT NULL,
  recipients VARCHAR[] NOT NULL,
  auxiliary VARCHAR NOT NULL,
  day DATE,                        -- the first day of the date or, lacking one, of publication
  start DATE,
  "end" DATE,
  granularity VARCHAR,
  place VARCHAR,
  country VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  quad UTINYINT NOT NULL,
  score DOUBLE NOT NULL,
  cameo VARCHAR NOT NULL,
  confidence DOUBLE NOT NULL,      -- the highest of its reports
  reports INTEGER NOT NULL,
  pages INTEGER NOT NULL,          -- different sources
  texts INTEGER NOT NULL,          -- different texts: copies of one another count once
  withdrawn BOOLEAN NOT NULL       -- only older revisions of its pages report it
);

CREATE TABLE pairs (               -- an event by pairs of powers
  event UBIGINT NOT NULL,
  source VARCHAR NOT NULL,         -- side of an actor
  target VARCHAR,                  -- side of a recipient; null where there is none
  mutual BOOLEAN NOT NULL,         -- both are actors of a reciprocal act, source < target
  main BOOLEAN NOT NULL,           -- the event counts for the pair; else only some of its reports speak of it
  first DATE,                      -- the days that its reports allow, for finding reports of the same act
  last DATE,
  day DATE,
  type VARCHAR NOT NULL,
  auxiliary VARCHAR NOT NULL,
  quad UTINYINT NOT NULL,
  score DOUBLE NOT NULL,
  withdrawn BOOLEAN NOT NULL
);

-- The ledger over pages: which mentions are one agreement, dispute or pledge ---------------------------------------------

CREATE TABLE ledger_keys (         -- under which mentions that may be one are found
  kind VARCHAR NOT NULL,           -- agreement, dispute or pledge
  key VARCHAR NOT NULL,
  mention UBIGINT NOT NULL
);

CREATE TABLE ledger_links (        -- two mentions that may be one
  kind VARCHAR NOT NULL,
  lot UBIGINT NOT NULL,            -- the least mention of all that hang together by links
  a UBIGINT NOT NULL,
  b UBIGINT NOT NULL,
  strength DOUBLE NOT NULL
);

CREATE TABLE ledger_members (
  kind VARCHAR NOT NULL,
  entry UBIGINT NOT NULL,          -- the key of its earliest mention; every mention's key leads to its entry
  mention UBIGINT NOT NULL,
  lot UBIGINT NOT NULL
);

CREATE TABLE watches (             -- the powers and days of acts that may settle a pledge
  mention UBIGINT NOT NULL,
  power VARCHAR NOT NULL,
  first DATE NOT NULL,
  last DATE NOT NULL
);

CREATE TABLE outcomes (            -- reports of acts that keep or break a pledge
  mention UBIGINT NOT NULL,
  report UBIGINT NOT NULL,
  verdict VARCHAR NOT NULL,        -- kept or broken
  strength DOUBLE NOT NULL,
  late BOOLEAN NOT NULL,           -- after it was due
  why VARCHAR NOT NULL
);

-- What a person decided; never overwritten --------------------------------------------------------------------------------

CREATE TABLE decisions (
  a UBIGINT NOT NULL,              -- two reports,
  b UBIGINT NOT NULL,              -- a < b,
  same BOOLEAN NOT NULL            -- that are, or are not, of one act
);

CREATE TABLE ledger_decisions (
  kind VARCHAR NOT NULL,           -- agreement, dispute or pledge
  a UBIGINT NOT NULL,              -- two mentions,
  b UBIGINT NOT NULL,              -- a < b,
  same BOOLEAN NOT NULL            -- that are, or are not, one
);
