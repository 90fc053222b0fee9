SELECT f.id, f.day, c.name, t.model, f.value, f.lower_80, f.upper_80, f.lower_95, f.upper_95,
       t.created_at, u.batch, t.note, h.name
  FROM forecast f
  JOIN training t ON t.id = f.training
  JOIN category c ON c.id = t.category
  LEFT JOIN upload u ON u.id = t.upload
  LEFT JOIN holiday_calendar h ON h.id = t.holiday_calendar
 WHERE (?1 IS NULL OR c.name = ?1)
   AND (?2 IS NULL OR t.model = ?2)
   AND f.day BETWEEN ?3 AND ?4
   AND (?5 = 0 OR t.model IN ('prophet', 'sarimax', 'holt_winters'))
 ORDER BY f.day, c.name, t.model
 LIMIT ?6
