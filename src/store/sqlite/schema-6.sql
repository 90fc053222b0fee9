-- Version 6: remembers which holidays a forecast was made with.

CREATE TABLE holiday_calendar (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,     -- the code of a country, or what a list of holidays is called
  holidays TEXT NOT NULL, -- that list, a(isii) as GVariant writes it; empty for a country
  UNIQUE (name, holidays)
);
ALTER TABLE training ADD COLUMN holiday_calendar INTEGER REFERENCES holiday_calendar (id);
