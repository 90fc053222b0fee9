INSERT INTO training (category, model, created_at, note, upload)
VALUES (?1, ?2, ?3, ?4,
        (SELECT u.id
           FROM upload_category c
           JOIN upload u ON u.id = c.upload
          WHERE c.category = ?1
          ORDER BY u.sequence DESC LIMIT 1))
