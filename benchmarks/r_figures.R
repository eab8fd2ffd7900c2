# Shortest milliseconds to build and write one Kaplan-Meier figure (survminer) and one swimmer figure (ggplot2), with what
# hlhdash puts into its own: bars of treatments, marks of every kind, how follow-up ends, three columns of facts.
suppressPackageStartupMessages({library(survival); library(survminer); library(ggplot2)})
folder <- commandArgs(trailingOnly = TRUE)[1]
rounds <- as.integer(commandArgs(trailingOnly = TRUE)[2])
read <- function(name) read.csv(file.path(folder, name), stringsAsFactors = FALSE)
data <- read("patients.csv"); courses <- read("courses.csv"); events <- read("events.csv")
file <- tempfile(fileext = ".svg")
curve <- function() {
  fit <- survfit(Surv(time, event) ~ group, data = data, conf.type = "log-log")
  drawn <- ggsurvplot(fit, data = data, conf.int = TRUE, risk.table = TRUE, pval = TRUE)
  grDevices::svg(file); print(drawn); invisible(dev.off())
}
lanes <- function() {
  data$lane <- rank(data$time, ties.method = "first")
  courses$lane <- data$lane[match(courses$id, data$id)]
  events$lane <- data$lane[match(events$id, data$id)]
  first <- min(courses$start)
  facts <- rbind(
    data.frame(x = first - 300, lane = data$lane, text = data$id),
    data.frame(x = first - 200, lane = data$lane, text = data$etiology),
    data.frame(x = first - 100, lane = data$lane, text = as.character(data$age))
  )
  drawn <- ggplot() +
    geom_segment(data = data, aes(x = 0, xend = time, y = lane, yend = lane)) +
    geom_segment(data = courses, aes(x = start, xend = end, y = lane, yend = lane, colour = label), linewidth = 3) +
    geom_point(data = events, aes(x = day, y = lane, shape = kind, fill = kind), size = 2) +
    geom_point(data = data[data$event == 0, ], aes(x = time + 10, y = lane), shape = 62, size = 3) +
    geom_text(data = facts, aes(x = x, y = lane, label = text), size = 2, hjust = 1) +
    geom_vline(xintercept = 0) +
    scale_shape_manual(values = c(21, 22, 23, 24, 25, 4, 8)) +
    labs(x = "Days", y = NULL, title = "What happened to each patient?") +
    theme_minimal() + theme(axis.text.y = element_blank(), panel.grid.major.y = element_blank())
  grDevices::svg(file, width = 11, height = 16); print(drawn); invisible(dev.off())
}
for (draw in list(curve, lanes)) {
  draw()  # warm
  taken <- sapply(seq_len(rounds), function(i) system.time(draw())[["elapsed"]])
  cat(1000 * min(taken), "\n")
}
