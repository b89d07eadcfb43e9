namespace Hone.Learn;

/// <summary>Carries an unknown name out of the JSON reader, which adds where it stands.</summary>
internal sealed class UnknownConfigException(string name, string known, string kind) : Exception($"\"{name}\" is no {kind} that this catalog knows")
{
    public string ConfigName { get; } = name;

    public string Known { get; } = known;

    public string Kind { get; } = kind;
}
