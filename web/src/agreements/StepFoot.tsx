import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ActionButton } from "../ui/ActionButton";

interface StepFootProps {
  next: string;
  why?: string | null | false;
  loading?: boolean;
  onNext: () => void;
  onBack?: () => void;
}

/** The way on, always under the thumb. */
export function StepFoot({ next, why, loading, onNext, onBack }: StepFootProps) {
  const { t } = useTranslation("agreements");
  return (
    <div className="step-foot">
      {onBack && (
        <Button size="large" onClick={onBack}>
          {t("signing.back")}
        </Button>
      )}
      <ActionButton type="primary" size="large" why={why} loading={loading} onClick={onNext}>
        {next}
      </ActionButton>
    </div>
  );
}
