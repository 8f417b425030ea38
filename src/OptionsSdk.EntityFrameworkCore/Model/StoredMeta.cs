namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>What the database says about its own schema.</summary>
internal sealed record StoredMeta(int SchemaVersion, int MinReader, int MinWriter);
