import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { currentToken, keepToken, whenSessionIsLost } from "../api/session";
import { show } from "../testing";
import { PasswordPanel } from "./AccountPage";

const wrong = {
  status: 422,
  code: "invalid",
  detail: "部分内容不正确，请按提示修改。",
  errors: [{ pointer: "/current_password", code: "wrong_password", detail: "密码不对。" }],
};

describe("a wrong current password", () => {
  it("is said at its field, and takes neither what was typed nor the session", async () => {
    const lost = vi.fn();
    whenSessionIsLost(lost);
    keepToken("token");
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json(wrong, { status: 422 }));
    await show(<PasswordPanel />);
    const [current, next] = [screen.getByLabelText("当前密码"), screen.getByLabelText("新密码")];
    fireEvent.change(current, { target: { value: "not-my-password" } });
    fireEvent.change(next, { target: { value: "another-good-password" } });
    fireEvent.click(screen.getByRole("button", { name: "修改密码" }));
    const message = await screen.findByText("密码不对。");
    expect(message.closest(".ant-form-item")?.contains(current)).toBe(true);
    expect(next).toHaveProperty("value", "another-good-password");
    expect(currentToken()).toBe("token");
    expect(lost).not.toHaveBeenCalled();
  });
});
