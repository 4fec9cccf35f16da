(* Something meets the conditions of each theorem of Audit.v on rewards, powers,
   trees, whole steps and functions of one real number; see MetSteps.v.

   ranked             == (5/10, 3/10, 2/10) on three answers, named first, second, last
   moving, anchored   == exact steps with the reward ln pi, from the present policy
                         and from the first one
   tree               == exact steps on trajectories of two tokens, the reward half of
                         minus the entropy of each state
   following          == exact steps with the policy itself as the reward        *)

From Coq Require Import ZArith Reals Lra Lia.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Progress Counterexamples.
From Sharpening Require Import Comonotone Order Powers Entropy Examples Instances Solutions Conditions Audit MetSteps.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition ranked : 'I_3 -> R := third (5 / 10) (3 / 10) (2 / 10).
Definition first : 'I_3 := ord0.
Definition second : 'I_3 := lift ord0 ord0.
Definition last : 'I_3 := lift ord0 (lift ord0 ord0).

Lemma ranked_gt0 a : 0 < ranked a.
Proof. by case: a => [[|[|[|a]]] a_lt] //=; rewrite /ranked /third /=; lra. Qed.

Lemma ranked_sum1 : \big[Rplus/0]_(a : 'I_3) ranked a = 1.
Proof. by rewrite sum_third /ranked /third /=; lra. Qed.

Lemma ranked_mode a : a != first -> ranked a < ranked first.
Proof. by case: a => [[|[|[|a]]] a_lt] //= _; rewrite /ranked /third /=; lra. Qed.

Lemma ranked_second a : a != first -> ranked a <= ranked second.
Proof. by case: a => [[|[|[|a]]] a_lt] //= _; rewrite /ranked /third /=; lra. Qed.

Lemma ranked_range a : ranked last <= ranked a <= ranked first.
Proof. by case: a => [[|[|[|a]]] a_lt] //=; rewrite /ranked /third /=; lra. Qed.

Lemma ranked_top a : ranked a <= ranked first.
Proof. by case: (ranked_range a). Qed.

Lemma ranked_order : ranked last < ranked second /\ ranked second < ranked first /\ ranked last < ranked first.
Proof. by rewrite /ranked /third /=; lra. Qed.

Lemma square_ge0 (x : R) : 0 <= x * x.
Proof. exact: Rle_0_sqr. Qed.

Ltac ranked_met :=
  met;
  try solve [exact: ranked_gt0 | exact: ranked_sum1 | exact: ranked_mode | exact: ranked_second
            | exact: ranked_range | exact: ranked_top | by have := ranked_order; lra
            | by move=> *; exact: square_ge0 | by left; exact: ranked_gt0].

Example T28_two_votes_inhabited : ltac:(conditions_of (@T28_two_votes)).
Proof. by exists [finType of 'I_3], ranked, first; ranked_met. Qed.

Example T28_one_vote_inhabited : ltac:(conditions_of (@T28_one_vote)).
Proof. by exists [finType of 'I_3], ranked, first; ranked_met. Qed.

Example T1_gibbs_inhabited : ltac:(conditions_of (@T1_gibbs)).
Proof.
exists [finType of 'I_3], 1, ranked, ranked, (fun a => if a == first then 1 else 0), first; ranked_met.
  by move=> a; case: (a == first); lra.
exact: (sum_pick first (fun=> 1)).
Qed.

Example T13_assumption_false_inhabited : ltac:(conditions_of (@T13_assumption_false)).
Proof. by []. Qed.

Example T13_mode_gains_inhabited : ltac:(conditions_of (@T13_mode_gains)).
Proof. by exists [finType of 'I_3], ranked, ranked, first, second; ranked_met. Qed.

Example T18_gap_ratio_inhabited : ltac:(conditions_of (@T18_gap_ratio)).
Proof.
exists [finType of 'I_3], 1, (1 / 5), (fun=> ranked), (repeat_step (mirror 1 ranked) ranked), first, second.
by ranked_met; move=> _; rewrite /ranked /third /=; lra.
Qed.

Example T20_constant_reward_inhabited : ltac:(conditions_of (@T20_constant_reward)).
Proof. by exists [finType of 'I_3], 1, 1, ranked, (fun=> 1), first; ranked_met. Qed.

Example T37_covariance_inhabited : ltac:(conditions_of (@T37_covariance)).
Proof. by exists [finType of 'I_3], ranked, ranked, ranked; ranked_met. Qed.

Example T29_order_kept_inhabited : ltac:(conditions_of (@T29_order_kept)).
Proof. by exists [finType of 'I_3], 8%N, ranked; ranked_met; exists first, second; ranked_met. Qed.

Example T28_increasing_inhabited : ltac:(conditions_of (@T28_increasing)).
Proof. by exists [finType of 'I_3], 8%N, ranked; ranked_met; exists first, second; ranked_met. Qed.

Example T30_bound_inhabited : ltac:(conditions_of (@T30_bound)).
Proof. by exists [finType of 'I_3], 8%N, ranked; ranked_met; exists first; ranked_met. Qed.

Lemma overlap_gt0 : 0 < 1 - (sqrt (ranked first) - sqrt (ranked second)) ^ 2.
Proof.
have s1 : sqrt (ranked first) <= 1.
  by rewrite -sqrt_1; apply: sqrt_le_1; rewrite /ranked /third /=; lra.
have s2 : 0 < sqrt (ranked second) by apply: sqrt_lt_R0; exact: ranked_gt0.
have s3 : sqrt (ranked second) < sqrt (ranked first).
  by apply: sqrt_lt_1; rewrite /ranked /third /=; lra.
by move: (sqrt _) (sqrt _) s1 s2 s3 => x y *; nra.
Qed.

Lemma enough (x : R) : x <= INR (Z.to_nat (up x)).
Proof.
have [gt _] := archimed x; case: (Z_le_gt_dec 0 (up x)) => [ge|lt].
  by rewrite INR_IZR_INZ Z2Nat.id //; lra.
have neg : IZR (up x) < 0 by apply: IZR_lt; lia.
by have := pos_INR (Z.to_nat (up x)); lra.
Qed.

(* With delta = 1/100: more than six hundred votes. *)
Example T30_enough_votes_inhabited : ltac:(conditions_of (@T30_enough_votes)).
Proof.
pose x := ln ((INR #|'I_3| - 1) / (1 / 100)) / - ln (1 - (sqrt (ranked first) - sqrt (ranked second)) ^ 2).
exists [finType of 'I_3], (Z.to_nat (up x)), ranked; ranked_met.
exists first, second, (1 / 100); ranked_met; first exact: overlap_gt0.
exact: enough.
Qed.

Example T48_best_of_inhabited : ltac:(conditions_of (@T48_best_of)).
Proof. by exists [finType of 'I_3], 8%N, ranked; ranked_met; exists first; ranked_met. Qed.

Example T28_limit_inhabited : ltac:(conditions_of (@T28_limit)).
Proof. by exists [finType of 'I_3], ranked, first, second; ranked_met. Qed.

Example T17_mode_not_majority_inhabited : ltac:(conditions_of (@T17_mode_not_majority)).
Proof. by []. Qed.

Example T19d_trajectory_vote_false_inhabited : ltac:(conditions_of (@T19d_trajectory_vote_false)).
Proof. by []. Qed.

Example T19b_length_normalised_false_inhabited : ltac:(conditions_of (@T19b_length_normalised_false)).
Proof. by []. Qed.

Example T19b_one_length_inhabited : ltac:(conditions_of (@T19b_one_length)).
Proof. by exists [finType of 'I_3], ranked, (fun=> 2%N), first, second; ranked_met. Qed.

Example T19c_token_entropy_false_inhabited : ltac:(conditions_of (@T19c_token_entropy_false)).
Proof. by []. Qed.

Example T19e_vote_weak_inhabited : ltac:(conditions_of (@T19e_vote_weak)).
Proof. by exists [finType of 'I_3], ranked, first, second, last; ranked_met. Qed.

Example T19e_vote_not_strict_inhabited : ltac:(conditions_of (@T19e_vote_not_strict)).
Proof. by []. Qed.

Example T19_likelihood_inhabited : ltac:(conditions_of (@T19_likelihood)).
Proof. by exists [finType of 'I_3], ranked, exp, first, second; ranked_met; exact: exp_increasing. Qed.

Example T22_certainty_not_entropy_inhabited : ltac:(conditions_of (@T22_certainty_not_entropy)).
Proof. by []. Qed.

Example T24_any_reward_inhabited : ltac:(conditions_of (@T24_any_reward)).
Proof. by exists [finType of 'I_3], ranked, ranked, first, last; ranked_met. Qed.

Example T24_ground_truth_inhabited : ltac:(conditions_of (@T24_ground_truth)).
Proof. by exists [finType of 'I_3], ranked, first, last, [set last]; ranked_met. Qed.

Example T9_endogenous_majority_inhabited : ltac:(conditions_of (@T9_endogenous_majority)).
Proof. by exists [finType of 'I_3], 1, ranked, ranked, first, first; ranked_met. Qed.

(* ------------------------------------------------------------------------ *)
(* Powers and trees.                                                        *)

Definition moving (beta : R) : nat -> 'I_3 -> R :=
  repeat_step (fun q => mirror beta (fun b => ln (q b)) q) ranked.

Definition anchored (beta : R) : nat -> 'I_3 -> R :=
  repeat_step (fun q => mirror beta (fun b => ln (q b)) ranked) ranked.

Example T14_closed_form_inhabited : ltac:(conditions_of (@T14_closed_form)).
Proof. by exists [finType of 'I_3], 2, (moving 2), first; ranked_met. Qed.

Example T14_limit_inhabited : ltac:(conditions_of (@T14_limit)).
Proof. by exists [finType of 'I_3], 2, (moving 2), first; ranked_met. Qed.

Example T15_closed_form_inhabited : ltac:(conditions_of (@T15_closed_form)).
Proof. by exists [finType of 'I_3], 2, (anchored 2), first; ranked_met. Qed.

Example T15_above_one_inhabited : ltac:(conditions_of (@T15_above_one)).
Proof. by exists [finType of 'I_3], 2, (anchored 2), first; ranked_met. Qed.

Example T15_at_most_one_inhabited : ltac:(conditions_of (@T15_at_most_one)).
Proof. by exists [finType of 'I_3], (1 / 2), (anchored (1 / 2)), first; ranked_met. Qed.

Definition certainty (q : bool -> R) : R := - entropy q.

Definition tree : nat -> bool * bool -> R :=
  repeat_step (fun q => mirror 1 (tree_reward certainty certainty q) q) two_tokens.

Lemma tree_gt0 y : 0 < tree 0 y.
Proof. by case: two_tokens_policy => + _; exact. Qed.

Lemma tree_sum1 : \big[Rplus/0]_(y : bool * bool) tree 0 y = 1.
Proof. by case: two_tokens_policy. Qed.

Example T21_closed_form_inhabited : ltac:(conditions_of (@T21_closed_form)).
Proof.
exists [finType of bool], [finType of bool], 1, certainty, certainty, tree, (true, true).
by met; [exact: tree_gt0|exact: tree_sum1].
Qed.

Example T21_limit_inhabited : ltac:(conditions_of (@T21_limit)).
Proof.
exists [finType of bool], [finType of bool], 1, certainty, certainty, tree, (true, true).
split; first lra; split; first exact: tree_gt0; split; first exact: tree_sum1.
exists false; split=> //; split; last by exists true.
by case=> // _; exact: state_values.
Qed.

Example T21_prior_irrelevant_inhabited : ltac:(conditions_of (@T21_prior_irrelevant)).
Proof. by []. Qed.

(* ------------------------------------------------------------------------ *)
(* Whole steps.                                                             *)

Definition following : nat -> 'I_3 -> R := repeat_step (fun q => mirror 1 q q) ranked.

Example T26_entropy_falls_inhabited : ltac:(conditions_of (@T26_entropy_falls)).
Proof. by exists [finType of 'I_3], 1, following, following, first; ranked_met. Qed.

Definition toward (f : 'I_3 -> R) : nat -> 'I_3 -> R := repeat_step (mirror 1 f) ranked.

Example T37_never_falls_inhabited : ltac:(conditions_of (@T37_never_falls)).
Proof.
by exists [finType of 'I_3], 1, (fun=> ranked), (toward ranked), first; ranked_met; exists ranked; ranked_met.
Qed.

Example T37_never_rises_inhabited : ltac:(conditions_of (@T37_never_rises)).
Proof.
exists [finType of 'I_3], 1, (fun=> ranked), (toward ranked), first; ranked_met.
exists (fun a => - ranked a); ranked_met.
by move=> _ a b; have := square_ge0 (ranked a - ranked b); lra.
Qed.

Example T45_limit_inhabited : ltac:(conditions_of (@T45_limit)).
Proof. by exists [finType of 'I_3], 1, ranked, (toward ranked), first; ranked_met; exists first. Qed.

Example T49_entropy_rises_inhabited : ltac:(conditions_of (@T49_entropy_rises)).
Proof. by []. Qed.

(* ------------------------------------------------------------------------ *)
(* Functions of one real number.                                            *)

Example T10_scalar_mirror_vote_inhabited : ltac:(conditions_of (@T10_scalar_mirror_vote)).
Proof. by exists id; split; [exact: is_derive_id|exists 0]. Qed.

Example T10_scalar_mirror_log_inhabited : ltac:(conditions_of (@T10_scalar_mirror_log)).
Proof. by exists exp; split; [exact: is_derive_exp|exists 0]. Qed.

Example T10_scalar_mirror_probability_inhabited : ltac:(conditions_of (@T10_scalar_mirror_probability)).
Proof. by have [L [_ L']] := mirror_probability_solution 1; exists L; split; [exact: L'|exists 0]. Qed.

Example T10_scalar_grpo_vote_inhabited : ltac:(conditions_of (@T10_scalar_grpo_vote)).
Proof. by have [L [_ L']] := grpo_solution 1; exists L; split; [exact: L'|exists 0]. Qed.

Example T10_scalar_gradient_vote_inhabited : ltac:(conditions_of (@T10_scalar_gradient_vote)).
Proof. by exists 0. Qed.

(* a = t and b = - ln (1 + e^(-t)), both with the speed e^(-t). *)
Example T12_scalar_invariant_inhabited : ltac:(conditions_of (@T12_scalar_invariant)).
Proof.
exists id, (fun t => - ln (1 + exp (- t))), (fun t => exp (- t)); split; last split; last by exists 0.
  by move=> t; rewrite -exp_plus Rplus_opp_r exp_0; exact: is_derive_id.
move=> t; have e_gt0 := exp_pos (- t); rewrite exp_Ropp exp_ln; last lra.
by auto_derive; [lra|field; lra].
Qed.

Example T25_scalar_probability_inhabited : ltac:(conditions_of (@T25_scalar_probability)).
Proof. by exists (/ 2); split=> //; lra. Qed.

Example T25_scalar_mean_log_inhabited : ltac:(conditions_of (@T25_scalar_mean_log)).
Proof. by exists (/ 2); split=> //; lra. Qed.

(* Weights 16/25 and 9/25, margins ln 4 and ln (36/25): A = 2/5, B = 1/2. *)
Example T36_scalar_peak_inhabited : ltac:(conditions_of (@T36_scalar_peak)).
Proof.
exists (16 / 25), (9 / 25), (ln 4), (ln (36 / 25)), 1; rewrite !exp_Ropp !exp_ln; try lra.
have -> : 16 / 25 * / 4 = 2 / 5 * (2 / 5) by field.
have -> : 9 / 25 * / (36 / 25) = / 2 * / 2 by field.
by rewrite !sqrt_square; lra.
Qed.

Example T42_scalar_clock_inhabited : ltac:(conditions_of (@T42_scalar_clock)).
Proof. by exists 1, 1, 1, 1; met. Qed.

Example T46_scalar_fixed_points_above_inhabited : ltac:(conditions_of (@T46_scalar_fixed_points_above)).
Proof. by exists 1, (/ 5), 1; met; exists (/ 2); lra. Qed.

Example T46_scalar_slope_inhabited : ltac:(conditions_of (@T46_scalar_slope)).
Proof. by exists 1, (/ 5), 1; met; exists (/ 2); lra. Qed.
