import { $api } from "../api/client";
import { filled, type Outcome, readOutcome } from "./outcome";

/** Ask one calculator of the law; its last answer stays until it is asked again. */
export function useCalculator(calculator: string): {
  run: (input: object) => Promise<unknown>;
  outcome: Outcome | null;
} {
  const call = $api.useMutation("post", "/api/v1/law/{calculator}");
  return {
    // The contract leaves input and outcome open: each calculator has its own.
    run: (input) => call.mutateAsync({ params: { path: { calculator } }, body: filled(input) as never }),
    outcome: readOutcome(call.data),
  };
}
