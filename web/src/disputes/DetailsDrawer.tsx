import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Dispute, DisputeDetails } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm } from "../ui/ServerForm";
import { DetailFields } from "./OpenDisputeDrawer";

interface DetailsDrawerProps {
  dispute: Dispute;
  open: boolean;
  onClose: () => void;
}

/** Correct what is said about a dispute. */
export function DetailsDrawer({ dispute, open, onClose }: DetailsDrawerProps) {
  const { t } = useTranslation("disputes");
  const change = $api.useMutation("put", "/api/v1/disputes/{id}/details");
  const { tribunal, case_number, filed_on, inside } = dispute;
  return (
    <FormDrawer title={t("edit")} open={open} onClose={onClose}>
      <ServerForm<DisputeDetails>
        send={(body) =>
          change.mutateAsync({
            params: { path: { id: dispute.id } },
            headers: ifMatch(dispute),
            body: { ...body, filed_on: body.filed_on ?? null },
          })
        }
        onSent={onClose}
        submit={t("save")}
        cancel={{ act: onClose }}
        initialValues={{ summary: inside?.summary, tribunal, case_number, filed_on: filed_on ?? undefined }}
      >
        <DetailFields under={[]} />
      </ServerForm>
    </FormDrawer>
  );
}
