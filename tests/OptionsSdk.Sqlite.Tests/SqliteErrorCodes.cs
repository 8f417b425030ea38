namespace OptionsSdk.Sqlite.Tests;

internal static class SqliteErrorCodes
{
    public const int Constraint = 19;
}
