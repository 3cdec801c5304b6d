/* The fused scorer's parts; module.c dresses them as a Python type. */
#ifndef RADEH_KERNEL_H
#define RADEH_KERNEL_H

#include "radeh_words.h"

typedef struct Worker Worker;

typedef struct {
    PyObject_HEAD
    PyObject *owners; /* of the capsules */
    const radeh_reader *reader;
    const radeh_block **blocks;
    int n_blocks, n_outputs;
    double *intercept;
    Worker *idle;
} Kernel;

typedef struct {
    int kind;
    const void *data;
    Py_ssize_t length;
} Text;

/* The map from decisions to probabilities: see radeh.calibration. Each array has n_labels. */
typedef struct {
    int multilabel, n_labels;
    double middle_length, length_reach, least_slope;
    double *slope, *offset, *slope_by_length, *offset_by_length;
} Calibration;

/* Map decisions of `n_outputs` to probabilities of n_labels, which may be one more. */
void calibrate(const Calibration *calibration, int n_outputs, const double *decisions, double words,
               double *probabilities);

Worker *kernel_take(Kernel *kernel);
void kernel_give(Kernel *kernel, Worker *worker);
void kernel_close(Kernel *kernel);
int kernel_score(Kernel *kernel, Worker *worker, const Text *text, double *decisions, double *words);

/* decide(type, labels, rules, multilabel, rows): a list of records; see deciding.c. */
PyObject *decide(PyObject *module, PyObject *args);

#endif
