import { GlobalOutlined, LogoutOutlined, SettingOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Me } from "../../api/types";
import { speak } from "../../i18n/i18n";
import { paths } from "../../paths";
import { leave } from "../../router";
import { Go } from "../Go";

/** Who is signed in, in which language, and the way out. */
export function WhoMenu({ me, onGo }: { me: Me; onGo?: () => void }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const signOut = $api.useMutation("post", "/api/v1/auth/logout", { onSettled: leave });
  const other = i18n.language === "en" ? "zh-CN" : "en";
  const switchLanguage = () => {
    void speak(other).then(() => client.invalidateQueries());
  };
  const roles = me.roles.map((grant) => t(`role.${grant.role}`));
  if (me.is_manager) roles.push(t("role.manager"));
  return (
    <div className="who">
      <div className="who-name">
        <span className="who-face" aria-hidden>
          {me.display_name.slice(0, 1)}
        </span>
        <div className="grow">
          <p className="strong">{me.display_name}</p>
          <p className="quiet small">{[...new Set(roles)].join("、") || me.employee?.number || me.login}</p>
        </div>
      </div>
      <div className="who-acts">
        <Go to={paths.me()} onClick={onGo}>
          <SettingOutlined aria-hidden /> {t("who.account")}
        </Go>
        <button type="button" onClick={switchLanguage} lang={other}>
          <GlobalOutlined aria-hidden /> {other === "en" ? "English" : "中文"}
        </button>
        <button type="button" onClick={() => signOut.mutate({})}>
          <LogoutOutlined aria-hidden /> {t("who.sign_out")}
        </button>
      </div>
    </div>
  );
}
