/**
 * State that is loaded when it is first needed, so that a stack that doesn't use it never loads its code. It receives
 * the definition that is current at that time, and each later one.
 */
export class OnDemand<Definition, State extends { define(definition: Definition): void }> {
  readonly #load: () => Promise<State>;
  #definition: Definition;
  #loaded: State | undefined;
  #loading: Promise<State> | undefined;

  constructor(definition: Definition, load: () => Promise<State>) {
    this.#definition = definition;
    this.#load = load;
  }

  define(definition: Definition): void {
    this.#definition = definition;
    this.#loaded?.define(definition);
  }

  get(): Promise<State> {
    this.#loading ??= this.#load().then((state) => {
      state.define(this.#definition);
      this.#loaded = state;
      return state;
    });
    return this.#loading;
  }
}
