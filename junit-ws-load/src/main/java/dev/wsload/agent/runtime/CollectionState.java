package dev.wsload.agent.runtime;

/**
 * The variables of one collection. Whatever is called reads or writes its structure. To set an element of a list is no change of that:
 * it excludes walks over the list, and whoever gets or sets the same element, but not whoever sets another.
 *
 * @param walks who has walked over a list; null for what is no list
 * @param sets who has set elements of it
 */
record CollectionState(Variable structure, Variable walks, Variable sets, Elements elements) {
    static CollectionState ofList() {
        return new CollectionState(new Variable(), new Variable(), new Variable(), Elements.ofList());
    }

    static CollectionState ofOther() {
        return new CollectionState(new Variable(), null, null, null);
    }

    boolean isList() {
        return elements != null;
    }
}
