# Draws a clustered figure with pheatmap or ComplexHeatmap: Rscript with_r.R SPEC OUT PACKAGE
arguments <- commandArgs(trailingOnly = TRUE)
# The data is beside the spec, with the same name.
table <- read.csv(sub("\\.json$", ".csv", arguments[1]), row.names = 1)
matrix <- as.matrix(table)
png(arguments[2], width = 1500, height = 1200)
if (arguments[3] == "pheatmap") {
  pheatmap::pheatmap(matrix, clustering_method = "average", show_rownames = FALSE)
} else {
  library(ComplexHeatmap)
  draw(Heatmap(
    matrix,
    clustering_method_rows = "average",
    clustering_method_columns = "average",
    show_row_names = FALSE
  ))
}
invisible(dev.off())
