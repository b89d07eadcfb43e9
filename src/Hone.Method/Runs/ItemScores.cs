namespace Hone.Method;

/// <summary>Which way the scores of items go.</summary>
internal static class ItemScores
{
    public static MetricDirection Direction(this ItemScore score) => score is ItemScore.Correct or ItemScore.Pixels ? MetricDirection.Higher : MetricDirection.Lower;
}
