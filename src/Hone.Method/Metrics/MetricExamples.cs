namespace Hone.Method;

/// <summary>A small example for each known metric with its value worked by hand.</summary>
internal static class MetricExamples
{
    // Four items, probabilities of class 1: 0.9 and 0.4 for items of class 1, 0.2 and 0.6 for items of class 0.
    private static readonly RunPredictions Classes = new(
        ["a", "b", "c", "d"], [1, 1, 0, 0], [0.1f, 0.9f, 0.6f, 0.4f, 0.8f, 0.2f, 0.4f, 0.6f]);

    // Errors 1, -1, 0, 2; targets with mean 2.5 and Σ(t - mean)² = 5.
    private static readonly RunPredictions Values = new(["a", "b", "c", "d"], [1, 2, 3, 4], [2, 1, 3, 6]);

    public static (RunPredictions Predictions, double Expected) Of(string metric) => metric switch
    {
        // a and c are right.
        "accuracy" or "balanced_accuracy" or "f1" => (Classes, 0.5),
        "error_rate" => (Classes, 0.5),

        // Of the four pairs (1, 0): 0.9 > 0.2, 0.9 > 0.6, 0.4 > 0.2, 0.4 < 0.6.
        "auc" => (Classes, 0.75),
        "log_loss" or "cross_entropy" => (Classes, -(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.8) + Math.Log(0.4)) / 4),
        "mae" => (Values, 1),
        "mse" => (Values, 1.5),
        "rmse" => (Values, Math.Sqrt(1.5)),
        "r2" => (Values, 1 - (6.0 / 5)),
        _ => (Values, Math.Sqrt((Square(Math.Log(3.0 / 2)) + Square(Math.Log(2.0 / 3)) + Square(Math.Log(7.0 / 5))) / 4)),
    };

    private static double Square(double value) => value * value;
}
