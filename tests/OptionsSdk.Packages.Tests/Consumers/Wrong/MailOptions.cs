using OptionsSdk;

namespace Wrong;

/// <summary>Outgoing mail.</summary>
[OptionGroup("mail")]
public sealed class MailOptions // expect: OSDK1001
{
}
