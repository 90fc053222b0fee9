-- Version 5: an upload remembers all that its import told, and not only what clients have always
-- been told. Of earlier uploads these are not known.

ALTER TABLE upload ADD COLUMN n_rejected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE upload ADD COLUMN n_repeated INTEGER NOT NULL DEFAULT 0;
