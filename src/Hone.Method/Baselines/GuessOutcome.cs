using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What became of the guess that was made before the ladder ran.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<GuessOutcome>))]
public enum GuessOutcome
{
    /// <summary>There was none; that is recorded.</summary>
    Skipped,

    /// <summary>The best rung lies inside.</summary>
    Inside,

    /// <summary>The best rung lies outside: read the checklist.</summary>
    Outside,

    /// <summary>The ladder had run before, so that it was no guess any more.</summary>
    AfterTheFact,
}
