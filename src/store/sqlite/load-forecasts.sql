SELECT t.model, t.note, count (*) OVER (PARTITION BY t.id), f.day, f.value,
       f.lower_80, f.upper_80, f.lower_95, f.upper_95, h.name, h.holidays
  FROM training t
  JOIN category c ON c.id = t.category
  JOIN forecast f ON f.training = t.id
  LEFT JOIN holiday_calendar h ON h.id = t.holiday_calendar
 WHERE c.name = ?
 ORDER BY t.model, f.day
