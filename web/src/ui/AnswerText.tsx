import { useTranslation } from "react-i18next";
import { Tag } from "./Tag";
import { InstantText } from "./Text";

interface Given {
  answer: string;
  text?: string | null;
  at: string;
}

/** What a person answered, when, and in which words. */
export function AnswerText(props: { answer: Given | null | undefined; words?: "answer" | "receipt" }) {
  const { answer, words = "answer" } = props;
  const { t } = useTranslation();
  if (!answer) return <Tag tone="warn">{t(`${words}.waiting`)}</Tag>;
  const objected = answer.answer === "objected";
  return (
    <div>
      <div className="row">
        <Tag tone={objected ? "bad" : "good"}>{t(`${words}.${objected ? "objected" : "confirmed"}`)}</Tag>
        <span className="quiet small">
          <InstantText at={answer.at} />
        </span>
      </div>
      {answer.text && <p className="prose quote">{answer.text}</p>}
    </div>
  );
}
