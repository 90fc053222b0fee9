SELECT t.model, t.note, count (*) OVER (PARTITION BY t.id), f.day, f.value,
       f.lower_80, f.upper_80, f.lower_95, f.upper_95
  FROM training t
  JOIN category c ON c.id = t.category
  JOIN forecast f ON f.training = t.id
 WHERE c.name = ?
 ORDER BY t.model, f.day
