using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>What the console consumer says, however it was compiled.</summary>
internal static class AppOutput
{
    public static void AssertFirstRun(CommandResult result) => Assert.Equal(
        [
            "found localhost:25 00:00:10 [] Required",
            "found localhost:25/Required///",
            "wrote relay.example.com:26 00:01:00 [a@example.com b@example.com] None",
            "refused mail.list-namespace",
        ],
        result.Lines);

    public static void AssertSecondRun(CommandResult result) => Assert.Equal(
        [
            "found relay.example.com:26 00:01:00 [a@example.com b@example.com] None",
            "found localhost:26/None/// eu=eu.example.com:587/Required/00:00:05/b.example,a.example/bulk:0.1",
            "wrote relay.example.com:27 00:01:00 [a@example.com b@example.com] None",
            "refused mail.list-namespace",
        ],
        result.Lines);
}
