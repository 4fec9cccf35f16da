(* The vote of one group of rollouts, and what reward accuracy is (section 4.2).

   share y E          == the share of the N rollouts y whose answer satisfies E
   reward_accuracy y m C == the share of rollouts whose pseudo-reward 1[y = m]
                         equals the oracle's reward 1[y in C]
   agreement_right    == m correct: 1 - (share of C - share of m)         (T39)
   agreement_wrong    == m wrong:   1 - share of m - share of C           (T39)
   agreement_one      == one correct answer c: 1 if m = c, and
                         1 - f_m - f_c if not                             (T39)
   agreement_ge_label == hence it is at least the label accuracy 1[m = c]
                         (one correct answer; false for a set)            (T39)
   vote_reward1, vote_reward2 == the expected reward of an answer when one,
                         or two, rollouts vote, ties to the first seen    (T28) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Vote.

Variables (A : finType) (N : nat) (y : 'I_N -> A).
Hypothesis N_gt0 : (0 < N)%N.

Definition share (E : pred A) : R := INR #|[set i | E (y i)]| / INR N.

Definition reward_accuracy (m : A) (C : {set A}) : R :=
  share (fun a => (a == m) == (a \in C)).

Lemma N_pos : 0 < INR N.
Proof. by apply: lt_0_INR; apply/ltP. Qed.

Lemma share_ge0 E : 0 <= share E.
Proof.
by apply: Rmult_le_pos; [exact: pos_INR|left; apply: Rinv_0_lt_compat; exact: N_pos].
Qed.

Lemma share_predC E : share E = 1 - share (fun a => ~~ E a).
Proof.
have N_neq0 := N_pos; have all := cardsC [set i | E (y i)].
have -> : share (fun a => ~~ E a) = INR #|~: [set i | E (y i)]| / INR N.
  rewrite /share; congr (INR _ / _).
  by apply: eq_card => i; rewrite !inE.
have count : INR #|[set i | E (y i)]| = INR N - INR #|~: [set i | E (y i)]|.
  by move: all; rewrite card_ord => all; rewrite -[in INR N]all plus_INR; ring.
by rewrite /share count; field; lra.
Qed.

Lemma share_disjoint (E F : pred A) :
  (forall a, E a -> ~~ F a) -> share (fun a => E a || F a) = share E + share F.
Proof.
move=> disj; have N_neq0 := N_pos.
have -> : share E + share F =
          (INR #|[set i | E (y i)]| + INR #|[set i | F (y i)]|) / INR N.
  by rewrite /share; field; lra.
rewrite -plus_INR plusE -cardsUI.
have -> : [set i | E (y i)] :&: [set i | F (y i)] = set0.
  by apply/setP=> i; rewrite !inE; apply/negP => /andP[/disj/negP].
rewrite cards0 addn0 /share; congr (INR _ / _).
by apply: eq_card => i; rewrite !inE.
Qed.

Lemma share_ext (E F : pred A) : E =1 F -> share E = share F.
Proof.
move=> EF; rewrite /share; congr (INR _ / _).
by apply: eq_card => i; rewrite !inE EF.
Qed.

Theorem agreement_wrong m (C : {set A}) : m \notin C ->
  reward_accuracy m C = 1 - share (fun a => a == m) - share (fun a => a \in C).
Proof.
move=> m_wrong; rewrite /reward_accuracy share_predC.
suff -> : share (fun a => ~~ ((a == m) == (a \in C)))
          = share (fun a => a == m) + share (fun a => a \in C) by ring.
rewrite -share_disjoint; last by move=> a /eqP ->.
apply: share_ext => a /=; case: (a =P m) => [->|_].
  by rewrite (negbTE m_wrong).
by case: (a \in C).
Qed.

Theorem agreement_right m (C : {set A}) : m \in C ->
  reward_accuracy m C = 1 - (share (fun a => a \in C) - share (fun a => a == m)).
Proof.
move=> m_right; rewrite /reward_accuracy share_predC.
have -> : share (fun a => a \in C) = share (fun a => a == m) +
          share (fun a => ~~ ((a == m) == (a \in C))).
  rewrite -share_disjoint; last by move=> a /eqP -> /=; rewrite eqxx m_right.
  apply: share_ext => a /=; case: (a =P m) => [->|_] /=; first by rewrite m_right.
  by case: (a \in C).
by ring.
Qed.

Theorem agreement_one m c :
  reward_accuracy m [set c] =
  if m == c then 1 else 1 - share (fun a => a == m) - share (fun a => a == c).
Proof.
have one : share (fun a => a \in [set c]) = share (fun a => a == c).
  by apply: share_ext => a /=; rewrite in_set1.
case: ifPn => [/eqP ->|neq].
  by rewrite agreement_right ?in_set1 // one; ring.
by rewrite agreement_wrong ?in_set1 // one.
Qed.

Theorem agreement_ge_label m c :
  (if m == c then 1 else 0) <= reward_accuracy m [set c].
Proof.
case: ifPn => [/eqP ->|_]; last exact: share_ge0.
by rewrite agreement_one eqxx; exact: Rle_refl.
Qed.

End Vote.

Section Expected.

Variables (A : finType) (pi : A -> R).
Hypothesis pi_policy : policy pi.

(* One rollout is its own majority. *)
Theorem vote_reward1 (a : A) :
  (\sum_(y : A) (pi y * (if y == a then (if a == y then 1 else 0) else 0))) / pi a = 1.
Proof.
have [pi_gt0 _] := pi_policy.
rewrite (eq_bigr (fun y => if y == a then pi y else 0)) => [|y _].
  by rewrite sum_pick; field; have := pi_gt0 a; lra.
by rewrite eq_sym; case: (a == y); ring.
Qed.

(* The label is the first answer y1 whether the two agree or not. Each of the
   two rollouts that answers a earns 1[a = y1]; half of the sum is the mean. *)
Theorem vote_reward2 (a : A) :
  (\sum_(y1 : A) \sum_(y2 : A) (pi y1 * pi y2 *
     (((if y1 == a then (if a == y1 then 1 else 0) else 0)
       + (if y2 == a then (if a == y1 then 1 else 0) else 0)) / 2))) / pi a
  = (1 + pi a) / 2.
Proof.
have [pi_gt0 sum1] := pi_policy.
rewrite (eq_bigr (fun y1 => if y1 == a then pi y1 * ((1 + pi a) / 2) else 0)).
  by rewrite (sum_pick a (fun y1 => pi y1 * _)); field; have := pi_gt0 a; lra.
move=> y1 _; rewrite [a == y1]eq_sym; case: (y1 == a); last first.
  by rewrite big1 // => y2 _; case: (y2 == a); rewrite /Rdiv; ring.
rewrite (eq_bigr (fun y2 => pi y2 * (pi y1 / 2)
                            + (if y2 == a then pi y2 * (pi y1 / 2) else 0))).
  by rewrite sum_add (sum_pick a (fun y2 => pi y2 * _)) -sum_distrl sum1; field.
by move=> y2 _; case: (y2 == a); field.
Qed.

End Expected.
