/* The fused scorer: a text read, its words counted once, every block's part added, calibrated. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>

#include "radeh_strings.h"
#include "radeh_words.h"

#include "kernel.h"

/* What one thread needs; taken and given back under the GIL. */
struct Worker {
    void *reader_state;
    void **block_states;
    uint32_t *counts; /* of words in the text at hand, by their numbers */
    size_t counts_room;
    uint32_t *distinct, *distinct_counts;
    size_t distinct_room, distinct_counts_room;
    Worker *next;
};

static void
worker_close(Kernel *kernel, Worker *worker)
{
    for (int k = 0; worker->block_states != NULL && k < kernel->n_blocks; k++)
        if (worker->block_states[k] != NULL)
            kernel->blocks[k]->close(worker->block_states[k]);
    if (worker->reader_state != NULL)
        kernel->reader->close(worker->reader_state);
    free(worker->block_states);
    free(worker->counts);
    free(worker->distinct);
    free(worker->distinct_counts);
    free(worker);
}

static Worker *
worker_open(Kernel *kernel)
{
    Worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL)
        return NULL;
    int opened = 0;
    worker->reader_state = kernel->reader->open(kernel->reader->self);
    worker->block_states = calloc((size_t)kernel->n_blocks + 1, sizeof *worker->block_states);
    for (; worker->block_states != NULL && opened < kernel->n_blocks; opened++) {
        const radeh_block *block = kernel->blocks[opened];
        if ((worker->block_states[opened] = block->open(block->self)) == NULL)
            break;
    }
    if (worker->reader_state == NULL || opened < kernel->n_blocks) {
        worker_close(kernel, worker);
        return NULL;
    }
    return worker;
}

Worker *
kernel_take(Kernel *kernel)
{
    Worker *worker = kernel->idle;
    if (worker == NULL) {
        if ((worker = worker_open(kernel)) == NULL)
            PyErr_NoMemory();
        return worker;
    }
    kernel->idle = worker->next;
    return worker;
}

void
kernel_give(Kernel *kernel, Worker *worker)
{
    worker->next = kernel->idle;
    kernel->idle = worker;
}

void
kernel_close(Kernel *kernel)
{
    while (kernel->idle != NULL) {
        Worker *worker = kernel->idle;
        kernel->idle = worker->next;
        worker_close(kernel, worker);
    }
}

/* Count the words of a reading; each distinct one in the order of its first coming. */
static int
count(Worker *worker, const radeh_reading *reading, radeh_bag *bag)
{
    size_t room = worker->counts_room, n = 0;
    if (radeh_reserve((void **)&worker->counts, &room, reading->known + 1, sizeof(uint32_t)) < 0 ||
        radeh_reserve((void **)&worker->distinct, &worker->distinct_room,
                      (size_t)reading->count + 1, sizeof(uint32_t)) < 0 ||
        radeh_reserve((void **)&worker->distinct_counts, &worker->distinct_counts_room,
                      (size_t)reading->count + 1, sizeof(uint32_t)) < 0)
        return -1;
    memset(worker->counts + worker->counts_room, 0,
           (room - worker->counts_room) * sizeof(uint32_t));
    worker->counts_room = room;
    for (Py_ssize_t i = 0; i < reading->count; i++) {
        uint32_t word = reading->words[i];
        worker->distinct[n] = word;
        n += worker->counts[word]++ == 0;
    }
    for (size_t i = 0; i < n; i++) {
        worker->distinct_counts[i] = worker->counts[worker->distinct[i]];
        worker->counts[worker->distinct[i]] = 0;
    }
    bag->distinct = worker->distinct;
    bag->counts = worker->distinct_counts;
    bag->n_distinct = (Py_ssize_t)n;
    return 0;
}

/* Score a text: n_outputs decisions, and how many words it has. Needs no GIL. */
int
kernel_score(Kernel *kernel, Worker *worker, const Text *text, double *decisions, double *words)
{
    radeh_reading reading;
    radeh_bag bag = {.reader = kernel->reader, .state = worker->reader_state, .reading = &reading};
    if (kernel->reader->read(worker->reader_state, text->kind, text->data, text->length,
                             &reading) < 0 ||
        count(worker, &reading, &bag) < 0)
        return -1;
    memcpy(decisions, kernel->intercept, (size_t)kernel->n_outputs * sizeof *decisions);
    for (int k = 0; k < kernel->n_blocks; k++)
        if (kernel->blocks[k]->score(worker->block_states[k], &bag, decisions) < 0)
            return -1;
    *words = (double)reading.count;
    return 0;
}
