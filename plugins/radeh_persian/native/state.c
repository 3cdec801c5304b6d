/* What one thread needs, and a text read with it. */
#include "reader.h"

#include "state.h"

/* A thread that has met so many words forgets them before its next text: some 80 bytes each. */
#define MOST_WORDS (1u << 18)

State *
state_open(Reading *reading)
{
    State *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    state->reading = reading;
    state->cells = calloc(N_CHARACTERS, sizeof *state->cells); /* touched where text touches it */
    if (state->cells == NULL || radeh_strings_open(&state->pieces) < 0 ||
        lexicon_open(state) < 0) {
        state_close(state);
        return NULL;
    }
    return state;
}

void
state_close(State *state)
{
    radeh_strings_close(&state->pieces);
    void *arrays[] = {state->cells, state->places, state->arena,   state->known,   state->ways,
                      state->word,  state->run,    state->pending, state->raw,     state->token,
                      state->first, state->text,   state->line,    state->letters, state->place,
                      state->cut,   state->scratch, state->covered};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    free(state);
}

int
state_read(State *state, int kind, const void *text, Py_ssize_t length, radeh_reading *reading)
{
    const Reading *how = state->reading;
    reading->forgotten = state->failed || state->known_count > MOST_WORDS;
    state->failed = 0;
    if (length > INT32_MAX) /* words and lines are numbered in 32 bits */
        return -1;
    if (reading->forgotten && lexicon_open(state) < 0)
        return -1;
    state->raw_count = state->token_count = state->first_count = state->line_count = 0;
    if (scan(state, kind, text, length, how->furniture) < 0 ||
        (how->furniture && drop_furniture(state, kind, text) < 0) ||
        join(state, 0, (uint32_t)state->raw_count) < 0 || (how->has_rules && rewrite(state) < 0)) {
        state->failed = state->failed ? state->failed : 2;
        return -1;
    }
    uint32_t *words = how->has_rules ? state->text : state->token;
    size_t count = how->has_rules ? state->text_count : state->token_count;
    for (size_t i = 0; i < count; i++)
        words[i] = word_at(state, words[i])->number;
    reading->words = words;
    reading->count = (Py_ssize_t)count;
    reading->known = (uint32_t)state->known_count;
    return 0;
}

const Py_UCS4 *
state_spelling(State *state, uint32_t word, Py_ssize_t *length)
{
    const Word *found = word_at(state, state->known[word]);
    *length = found->length;
    return found->letters;
}
