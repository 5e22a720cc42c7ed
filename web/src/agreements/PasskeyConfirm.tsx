import { KeyOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answerWithPasskey } from "../api/passkey";
import type { PasskeyAnswer, PasskeyChallenge } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";

interface PasskeyConfirmProps {
  /** It was given, and is yet to be used. */
  confirmed: boolean;
  ask: () => Promise<PasskeyChallenge>;
  onAnswer: (answer: PasskeyAnswer) => void;
}

/** The person's passkey in place of a code: face, finger or PIN on their own device. */
export function PasskeyConfirm({ confirmed, ask, onAnswer }: PasskeyConfirmProps) {
  const { t } = useTranslation("agreements");
  const confirm = useMutation({
    mutationFn: async () => answerWithPasskey(await ask()),
    onSuccess: onAnswer,
  });
  if (confirmed) {
    return (
      <p className="good" role="status">
        {t("signing.passkey_given")}
      </p>
    );
  }
  return (
    <>
      <ProblemNote problem={confirm.error} />
      <div>
        <Button
          type="primary"
          size="large"
          icon={<KeyOutlined aria-hidden />}
          loading={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {t("signing.passkey")}
        </Button>
      </div>
    </>
  );
}
