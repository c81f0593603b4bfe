-- The ledger over pages. What version 1 kept of agreements, disputes and pledges is in each coding's record still, from
-- which the tables are filled anew once they are there (ledger/filling.py).

DROP TABLE agreement_steps;
DROP TABLE dispute_steps;
DROP TABLE positions;
DROP TABLE pledges;
DROP TABLE outcomes;
DROP TABLE ledger_decisions;
ALTER TABLE statements ADD COLUMN about VARCHAR[];

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

CREATE TABLE ledger_decisions (
  kind VARCHAR NOT NULL,           -- agreement, dispute or pledge
  a UBIGINT NOT NULL,              -- two mentions,
  b UBIGINT NOT NULL,              -- a < b,
  same BOOLEAN NOT NULL            -- that are, or are not, one
);
