-- Where an upload has rows, or where a later one may have found some of it.
SELECT cell
  FROM (SELECT t.key AS at, ((t.key & 4194303) << 14) + u.category AS cell
          FROM upload_category u
          JOIN total t ON t.key BETWEEN ((u.category + 1) << 23) + ?2
                                    AND ((u.category + 1) << 23) + ?3
         WHERE u.upload = ?1) c
 WHERE EXISTS (SELECT 1 FROM total WHERE key = (?4 << 38) + c.at AND n_rows > 0)
    OR EXISTS (SELECT 1 FROM history h WHERE h.cell = c.cell AND h.batch > ?4)
 ORDER BY cell
