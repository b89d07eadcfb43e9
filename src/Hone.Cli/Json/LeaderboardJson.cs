using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone leaderboard --json</c> prints; parts that were not asked for are null.</summary>
internal sealed record LeaderboardJson(IReadOnlyList<SubmissionRow> Submissions, LeaderboardWear Wear, LeaderboardTracking? Tracking, FinalPicks? Final);
