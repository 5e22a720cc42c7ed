import { Button, Popconfirm, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { FormDrawer } from "../ui/FormDrawer";
import { Alone } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { InstantText } from "../ui/Text";

/** An address for one's own calendar programme: shown once, and ended at any time. */
export function FeedDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("deadlines");
  return (
    <FormDrawer title={t("subscribe")} open={open} onClose={onClose}>
      <Alone>
        <Feed />
      </Alone>
    </FormDrawer>
  );
}

function Feed() {
  const { t } = useTranslation("deadlines");
  const feed = $api.useSuspenseQuery("get", "/api/v1/deadlines/feed").data;
  const issue = $api.useMutation("post", "/api/v1/deadlines/feed");
  const revoke = $api.useMutation("delete", "/api/v1/deadlines/feed");
  const address = issue.data && location.origin + issue.data.path;
  return (
    <div className="stack">
      <p>{t("feed.about")}</p>
      <p className="quiet small">{t("feed.content")}</p>
      {address && (
        <>
          <p className="note warn">{t("feed.once")}</p>
          <Typography.Text code copyable className="deadline-address">
            {address}
          </Typography.Text>
        </>
      )}
      {feed.issued_at && (
        <p className="quiet small">
          {t("feed.issued_at")} <InstantText at={feed.issued_at} />
        </p>
      )}
      <ProblemNote problem={issue.error ?? revoke.error} />
      <div className="row">
        <Popconfirm
          title={t("feed.replace_title")}
          description={t("feed.replace_about")}
          okText={t("feed.issue_again")}
          disabled={!feed.issued_at}
          onConfirm={() => issue.mutate({})}
        >
          <Button
            type={feed.issued_at ? "default" : "primary"}
            loading={issue.isPending}
            onClick={() => {
              if (!feed.issued_at) issue.mutate({});
            }}
          >
            {t(feed.issued_at ? "feed.issue_again" : "feed.issue")}
          </Button>
        </Popconfirm>
        {feed.issued_at && (
          <Button
            danger
            loading={revoke.isPending}
            onClick={() => revoke.mutate({}, { onSuccess: () => issue.reset() })}
          >
            {t("feed.revoke")}
          </Button>
        )}
      </div>
    </div>
  );
}
