INSERT INTO training (category, model, created_at, note, holiday_calendar, upload)
VALUES (?1, ?2, ?3, ?4,
        (SELECT id FROM holiday_calendar WHERE name = ?5 AND holidays = ?6),
        (SELECT u.id
           FROM upload_category c
           JOIN upload u ON u.id = c.upload
          WHERE c.category = ?1
          ORDER BY u.sequence DESC LIMIT 1))
