INSERT INTO total (key, n_rows, sales, n_imputed, imputed_sales)
SELECT a, b, c, d, e FROM source WHERE true
ON CONFLICT DO UPDATE
   SET n_rows = n_rows + excluded.n_rows,
       sales = sales + excluded.sales,
       n_imputed = n_imputed + excluded.n_imputed,
       imputed_sales = imputed_sales + excluded.imputed_sales
