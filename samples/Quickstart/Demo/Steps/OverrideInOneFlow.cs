using Quickstart.Catalogue;

namespace Quickstart.Demo.Steps;

/// <summary>What a test does: an override holds in its own asynchronous flow and in what that flow starts, nowhere else.</summary>
internal sealed class OverrideInOneFlow : IStep
{
    public string Title => "An override in one flow, which another flow does not see";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var mail = stage.Mail;
        var isOpen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var elsewhere = ReadAsync(mail, isOpen.Task);
        using (stage.Options.Override(MailOptions.Keys.Port, 9))
        {
            isOpen.SetResult();
            var here = mail.Port;
            var below = await ReadAsync(mail, Task.CompletedTask);
            stage.Say($"in this flow         {here}, and in what it starts {below}");
            stage.Say($"in another flow      {await elsewhere}");
            stage.Expect(here == 9 && below == 9, "the override in its own flow");
            stage.Expect(await elsewhere == 2527, "the stored value in another flow");
        }

        stage.Say($"afterwards           {mail.Port}");
        stage.Expect(mail.Port == 2527, "the stored value afterwards");
    }

    private static Task<int> ReadAsync(MailOptions mail, Task until) => Task.Run(async () =>
    {
        await until;
        return mail.Port;
    });
}
