import { useMutation } from "@tanstack/react-query";
import { message } from "antd";
import { useTranslation } from "react-i18next";
import { postRaw } from "../api/client";
import type { EvidencePiece, Gate, Separation } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm } from "../ui/ServerForm";
import { type Brought, EvidenceFields, evidenceForm } from "./EvidenceFields";
import { codesToBring } from "./gateRows";

interface EvidenceDrawerProps {
  separation: Separation;
  gate: Gate;
  /** The code it is brought for; `any` leaves the choice; the drawer is open exactly when there is one. */
  code: string | undefined;
  onClose: () => void;
}

/** Bring a file into the case: what it shows, of which day, and for which point of the ground. */
export function EvidenceDrawer({ separation, gate, code, onClose }: EvidenceDrawerProps) {
  const { t } = useTranslation("casework");
  const bring = useMutation({
    mutationFn: (said: Brought) =>
      postRaw<EvidencePiece>(`/api/v1/separations/${separation.id}/evidence`, evidenceForm(said)),
  });
  return (
    <FormDrawer title={t("piece.bring")} open={!!code} onClose={onClose}>
      <ServerForm<Brought>
        send={(said) => bring.mutateAsync(said)}
        onSent={() => {
          void message.success(t("piece.brought"));
          onClose();
        }}
        submit={t("piece.submit")}
        cancel={{ act: onClose }}
        initialValues={{ code: code === "any" ? undefined : code }}
      >
        <EvidenceFields codes={codesToBring(gate)} titleHint={t("piece.title_hint")} />
        <p className="note" style={{ marginBottom: 16 }}>
          {t("piece.judged_by_another")}
        </p>
      </ServerForm>
    </FormDrawer>
  );
}
