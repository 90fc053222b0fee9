-- The one of the filled-in rows alone may have been left empty by an update before.
DELETE FROM calendar
 WHERE (days_0 | days_1 | days_2 | days_3 | days_4 | days_5 | days_6 | days_7) = 0
   AND key IN (SELECT a | imputed_only
                 FROM source CROSS JOIN (SELECT 0 AS imputed_only UNION ALL SELECT 1))
