"""The other answers of the demo's class: to each question, code that runs in the lab's notebook before the right one.

WEIGHTS says how many of ten students give an answer, by its key: the question's label, a dot and its name here;
`right` is the notebook's own. RIGHT_TOO names those that a teacher takes as right as well.
"""

from typing import Dict

SIZES = "send(np.sort(np.bincount(nearest))[::-1], 3)"
KMEANS = """def kmeans(x, k):
    pick = np.linspace(0, len(x) - 1, k).astype(int)
    centres = x[pick]
    for _ in range(60):
        d = ((x[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        nearest = d.argmin(axis=1)
        centres = np.array([x[nearest == j].mean(axis=0) for j in range(k)])
    return centres, nearest


"""
ELBOW = """fig, ax = plt.subplots(figsize=(4, 2.8))
ax.plot(ks, [inertia(data, kmeans(data, k)[0]) for k in ks], %r)
ax.set_xlabel("k")
send(fig, 6)"""

OTHERS: Dict[str, Dict[str, str]] = {
    "1": {
        "turned": "send(days.T.shape, 1)",
        "rows": "send(len(days), 1)",
    },
    "2": {
        "other": """def keep(z, limit=4):
    return z.abs().max(axis=1) <= limit


send(keep, 2)""",
        "no_abs": """def keep(z, limit=4):
    return (z < limit).all(axis=1)


send(keep, 2)""",
        "any": """def keep(z, limit=4):
    return (abs(z) < limit).any(axis=1)


send(keep, 2)""",
    },
    "2b": {
        "centred": """scaled = clean - clean.mean()
send(scaled.describe().loc[["mean", "std"]].round(2) + 0.0, "2b")""",
        "with_outliers": """scaled = (clean - days.mean()) / days.std()
send(scaled.describe().loc[["mean", "std"]].round(2) + 0.0, "2b")""",
    },
    "3": {
        "ascending": KMEANS
        + "nearest = kmeans(scaled.to_numpy(), 2)[1]\nsend(np.sort(np.bincount(nearest)), 3)",
        "not_scaled": KMEANS + "nearest = kmeans(days.to_numpy(), 2)[1]\n" + SIZES,
        "three": KMEANS + "nearest = kmeans(scaled.to_numpy(), 3)[1]\n" + SIZES,
    },
    "4": {
        "not_squared": "send(round(np.sqrt(squares(x, centres).min(axis=1)).sum(), 1), 4)",
        "mean": "send(round(squares(x, centres).min(axis=1).mean(), 1), 4)",
    },
    "5": {
        "weather": 'send("Cold days and warm days.", 5)',
        "holidays": 'send("Days on which people work, and weekends and holidays, when they ride for fun.", 5)',
        "numbers": 'send("One is at 62 rides and the other at 117.", 5)',
    },
    "6": {
        "not_scaled": "ks, data = range(1, 9), clean.to_numpy()\n" + ELBOW % "o-",
        "short": "ks, data = range(1, 5), x\n" + ELBOW % "s--",
    },
    "7": {
        "turned": """between = np.sqrt(squares(x, x))


def silhouette(nearest, k):
    means = np.column_stack([between[:, nearest == j].mean(axis=1) for j in range(k)])
    own = np.eye(k, dtype=bool)[nearest]
    a, b = means[own], np.where(own, np.inf, means).min(axis=1)
    return ((a - b) / np.maximum(a, b)).mean()


send({k: round(float(silhouette(kmeans(x, k)[1], k)), 2) for k in range(2, 6)}, 7)""",
        "list": "send([0.54, 0.44, 0.43], 7)",
    },
    "8": {
        "mean": """ends = []
for seed in range(50):
    first = np.random.default_rng(seed).choice(len(x), 4, replace=False)
    ends.append(inertia(x, kmeans(x, 4, x[first])[0]))
send(pd.DataFrame({"mean": [np.mean(ends).round(1)], "std": [np.std(ends).round(1)]}), 8)""",
    },
    "9": {
        "most": "send(5, 9)",
        "three": "send(3, 9)",
    },
    "10": {
        "no_mean": r"""from IPython.display import Math

send(Math(r"\\mu_j \\leftarrow \\sum_{i \\in C_j} x_i"), 10)""".replace(
            "\\\\", "\\"
        ),
    },
    "11": {
        "k": 'send("It depends on k. With 2 clusters I would trust it.", 11)',
        "starts": 'send("Only after many starts: with 4 clusters fewer than half of them end at the best.", 11)',
    },
}

RIGHT_TOO = {"2.other"}
LABELS = {
    "2.no_abs": "forgot abs",
    "2b.centred": "not divided by the standard deviation",
    "3.not_scaled": "not scaled",
    "4.not_squared": "distances not squared",
    "6.not_scaled": "not scaled",
}  # that the teacher gave them
OPEN = {"5", "11"}  # questions that no answer is right to

WEIGHTS: Dict[str, int] = {
    "1.right": 8, "1.turned": 1, "1.rows": 1,
    "2.right": 5, "2.other": 2, "2.no_abs": 2, "2.any": 1,
    "2b.right": 7, "2b.centred": 2, "2b.with_outliers": 1,
    "3.right": 5, "3.ascending": 2, "3.not_scaled": 2, "3.three": 1,
    "4.right": 7, "4.not_squared": 2, "4.mean": 1,
    "5.right": 3, "5.weather": 2, "5.holidays": 3, "5.numbers": 2,
    "6.right": 7, "6.not_scaled": 2, "6.short": 1,
    "7.right": 8, "7.turned": 1, "7.list": 1,
    "8.right": 8, "8.mean": 2,
    "9.right": 7, "9.most": 2, "9.three": 1,
    "10.right": 8, "10.no_mean": 2,
    "11.right": 4, "11.k": 4, "11.starts": 2,
}  # fmt: skip
