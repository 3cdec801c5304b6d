/* What one thread needs, and a text read with it. */
#include "reader.h"

#include "state.h"

/* A thread that has met so many words forgets them before its next text: some 80 bytes each. */
#define MOST_WORDS (1u << 17)
#define N_CHARACTERS 0x110000

State *
state_open(Reading *reading)
{
    State *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    state->reading = reading;
    state->cells = calloc(N_CHARACTERS, sizeof *state->cells); /* touched where text touches it */
    if (state->cells == NULL || radeh_strings_open(&state->pieces) < 0 ||
        radeh_strings_open(&state->lexicon) < 0) {
        state_close(state);
        return NULL;
    }
    return state;
}

void
state_close(State *state)
{
    radeh_strings_close(&state->pieces);
    radeh_strings_close(&state->lexicon);
    void *arrays[] = {state->cells,  state->words, state->ways, state->word,    state->run,
                      state->raw,    state->token, state->first, state->text,   state->line,
                      state->letters, state->place, state->cut, state->scratch, state->covered};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    free(state);
}

static int
forget(State *state)
{
    radeh_strings_close(&state->lexicon);
    state->ways_count = 0;
    state->failed = 0;
    return radeh_strings_open(&state->lexicon);
}

int
state_read(State *state, int kind, const void *text, Py_ssize_t length, radeh_reading *reading)
{
    const Reading *how = state->reading;
    reading->forgotten = state->failed || state->lexicon.count > MOST_WORDS;
    if (reading->forgotten && forget(state) < 0)
        return -1;
    state->raw_count = state->token_count = state->first_count = state->line_count = 0;
    if (scan(state, kind, text, length, how->furniture) < 0 ||
        (how->furniture && drop_furniture(state, kind, text) < 0) ||
        join(state, 0, (uint32_t)state->raw_count) < 0 || (how->has_rules && rewrite(state) < 0)) {
        state->failed = state->failed ? state->failed : 2;
        return -1;
    }
    reading->words = how->has_rules ? state->text : state->token;
    reading->count = (Py_ssize_t)(how->has_rules ? state->text_count : state->token_count);
    reading->known = state->lexicon.count;
    return 0;
}

const Py_UCS4 *
state_spelling(State *state, uint32_t word, Py_ssize_t *length)
{
    *length = state->lexicon.entries[word].length;
    return radeh_letters(&state->lexicon, word);
}
