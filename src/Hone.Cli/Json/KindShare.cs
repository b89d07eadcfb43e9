namespace Hone.Cli;

/// <summary>How many runs made one kind of change, and their share of all.</summary>
internal sealed record KindShare(string Kind, int Runs, double Share);
