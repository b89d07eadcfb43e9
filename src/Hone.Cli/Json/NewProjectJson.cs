using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone new --json</c> prints.</summary>
internal sealed record NewProjectJson(string Directory, Charter Charter, ProjectClock Clock);
